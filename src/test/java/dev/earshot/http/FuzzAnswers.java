package dev.earshot.http;

import dev.earshot.http.FuzzRequests.Operation;
import dev.earshot.http.FuzzRequests.Sent;
import dev.earshot.http.error.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an OpenAPI document says of answers, held against them. */
class FuzzAnswers {
    private static final String INTERNAL_ERROR = "-32603";

    private final JsonObject document;
    private final Map<String, Validator> validators = new HashMap<>();

    FuzzAnswers(JsonObject document) {
        this.document = document;
    }

    /** What is wrong with an answer, if anything. */
    Optional<String> fault(Sent sent, HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 500) {
            return Optional.of(status + " " + answer.body());
        }
        if (sent.operation() == Operation.MCP) {
            return answer.body().contains(INTERNAL_ERROR) ? Optional.of(answer.body()) : Optional.empty();
        }
        JsonObject declared =
                sent.operation().description().getJsonObject("responses").getJsonObject(Integer.toString(status));
        if (declared == null) {
            return Optional.of("undeclared " + status + " " + answer.body());
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return status >= 400 ? problem(type, answer.body()) : success(sent.operation(), status, declared, type, answer);
    }

    private Optional<String> problem(String type, String body) {
        if (type.startsWith("application/json") && body.startsWith("{\"error\":")) {
            return schemaFault("OpenAiError", new JsonObject().put("$ref", "#/$defs/OpenAiError"), body);
        }
        return type.startsWith(Problem.MEDIA_TYPE)
                ? schemaFault("Problem", new JsonObject().put("$ref", "#/$defs/Problem"), body)
                : Optional.of("a problem as " + type + ": " + body);
    }

    private Optional<String> success(
            Operation operation, int status, JsonObject declared, String type, HttpResponse<String> answer) {
        JsonObject content = declared.getJsonObject("content");
        if (content == null || content.isEmpty()) {
            return answer.body().isEmpty() ? Optional.empty() : Optional.of("undeclared content: " + answer.body());
        }
        if (type.startsWith("text/event-stream")) {
            return frameFault(answer.body());
        }
        JsonObject schema =
                content.getJsonObject("application/json", new JsonObject()).getJsonObject("schema");
        return schema == null || !type.startsWith("application/json")
                ? Optional.empty()
                : schemaFault(operation.method() + operation.path() + status, schema, answer.body());
    }

    /** A line ends where a stream's does; Unicode's separators of lines may stand within one. */
    private static Optional<String> frameFault(String body) {
        return body.lines()
                .filter(line -> !line.isEmpty()
                        && !line.startsWith(":")
                        && !line.matches("id: msg_[0-9a-z]+/\\d+")
                        && !line.matches("(?s)data: \\{\"(data|type|id|error)\":.*}")
                        && !line.equals("data: [DONE]"))
                .findFirst();
    }

    private Optional<String> schemaFault(String name, JsonObject schema, String body) {
        Validator validator = validators.computeIfAbsent(name, key -> {
            JsonObject whole = schema.copy()
                    .put("$defs", document.getJsonObject("components").getJsonObject("schemas"));
            JsonObject local = new JsonObject(whole.encode().replace("#/components/schemas/", "#/$defs/"));
            return Validator.create(
                    JsonSchema.of(local),
                    new JsonSchemaOptions().setDraft(Draft.DRAFT202012).setBaseUri("https://earshot.dev/openapi"));
        });
        try {
            OutputUnit result = validator.validate(new JsonObject(body));
            return result.getValid()
                    ? Optional.empty()
                    : Optional.of("outside the schema: " + result.getErrors() + " " + body);
        } catch (DecodeException e) {
            return Optional.of("no JSON object: " + body);
        }
    }
}
