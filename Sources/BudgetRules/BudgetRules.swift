// BudgetRules
