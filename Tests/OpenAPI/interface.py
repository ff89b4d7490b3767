"""spec/openapi.yaml, as something that answers are held against."""

import json

import jsonschema
import yaml
from openapi_spec_validator import validate


class Interface:
    def __init__(self, path):
        self.document = yaml.safe_load(path.read_text())
        validate(self.document)
        self.seen = set()

    def at(self, node):
        """The node that a reference stands for."""
        while "$ref" in node:
            path = node["$ref"].removeprefix("#/").split("/")
            node = self.document
            for part in path:
                node = node[part.replace("~1", "/").replace("~0", "~")]
        return node

    def require(self, value, schema, what):
        """Holds the value against the schema. Asserts."""
        errors = list(jsonschema.Draft202012Validator(
            {**schema, "components": self.document["components"]}).iter_errors(value))
        assert not errors, f"{what}: {[error.message[:200] for error in errors]}"

    def answers(self):
        """Every operation with every status that it may answer: (path, method, status, response)."""
        for path, operations in self.document["paths"].items():
            for method, operation in operations.items():
                for status, response in operation["responses"].items():
                    yield path, method, int(status), self.at(response)

    def require_examples(self):
        """Every example has the form that it is an example of; how many there are."""
        count = 0
        for path, method, status, response in self.answers():
            for kind, content in response.get("content", {}).items():
                for name, example in content.get("examples", {}).items():
                    self.require(self.at(example)["value"], content["schema"], f"{method} {path} {status} {name}")
                    count += 1
        return count

    def require_answer(self, method, path, answer):
        """Holds an answer against what the operation may answer: status, headers, type, form."""
        what = f"{method} {path}: {answer.status}"
        responses = self.document["paths"][path][method]["responses"]
        assert str(answer.status) in responses, f"{what} is not documented: {answer.body[:200]}"
        response = self.at(responses[str(answer.status)])
        for name, header in response.get("headers", {}).items():
            header = self.at(header)
            found = answer.headers.get(name)
            assert found is not None or not header.get("required"), f"{what} lacks {name}"
            if found is not None:
                self.require(found, header["schema"], f"{what}, {name}")
        self.seen.add((path, method, answer.status))
        if "content" not in response:
            assert not answer.body and "Content-Type" not in answer.headers, f"{what} has a body"
            return
        kind = answer.headers["Content-Type"].split(";")[0]
        assert kind in response["content"], f"{what} is {kind}"
        schema = response["content"][kind]["schema"]
        if kind == "application/json":
            self.require(json.loads(answer.body), schema, what)
        elif kind.startswith("text/"):
            self.require(answer.body.decode(), schema, what)
