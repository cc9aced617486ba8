package dev.earshot.http.openapi;

import dev.earshot.http.error.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes what is derived from the resources: names and texts, credentials, and the problems that every route may
 * answer with.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiCompletion implements OASFilter {
    /** What the extension calls whatever a resource asks for. */
    static final String DERIVED_SCHEME = "SecurityScheme";

    /** Where errors have OpenAI's shape. */
    private static final String OPENAI = "/v1/";

    private static final String API_KEY = "ApiKey";
    private static final String BEARER = "Bearer";

    /** The problems by status; components are called by the status, too. */
    private static final Map<String, String> PROBLEMS = Map.ofEntries(
            Map.entry("400", "The input is invalid; `errors` names each field."),
            Map.entry("401", "No valid API key or bearer token."),
            Map.entry("403", "The credentials do not permit this."),
            Map.entry("404", "It does not exist or belongs to another owner."),
            Map.entry("409", "It conflicts with the current state; `code` says how."),
            Map.entry("413", "The body is too large."),
            Map.entry("415", "The body's type is not one of those listed."),
            Map.entry("422", "The idempotency key was used with another call."),
            Map.entry("429", "Too many requests; `Retry-After` says when to try again."),
            Map.entry("502", "A backend behind a tool failed; `detail` says what is known of the effect."),
            Map.entry("504", "A backend behind a tool did not answer in time; its effect is not known."),
            Map.entry("503", "Too busy or too slow; `Retry-After` says when to try again."));

    private final OperationTexts texts = new OperationTexts();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        complete(document.getComponents());
        document.getComponents().getSchemas().values().forEach(OpenApiCompletion::letAlternativesStand);
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, item, method, operation)));
    }

    /** The scanner adds what it sees of the Java type, which would forbid the alternatives that are of another. */
    private static void letAlternativesStand(Schema schema) {
        if (schema.getOneOf() != null && !schema.getOneOf().isEmpty()) {
            schema.setType(null);
            schema.setProperties(null);
            schema.setRef(null);
        } else if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(OpenApiCompletion::letAlternativesStand);
        }
    }

    private static void complete(Components components) {
        components.addSecurityScheme(
                API_KEY,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("X-API-Key")
                        .description("The key of an AI platform."));
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("A token of the identity provider: role planner or admin, or scope tools."));
        PROBLEMS.forEach((status, why) -> {
            components.addResponse("Problem" + status, problem(why));
            components.addResponse("OpenAiError" + status, openAiError(why));
        });
        components.addSchema("OpenAiError", openAiError());
    }

    private void complete(String path, PathItem item, HttpMethod method, Operation operation) {
        if (operation.getOperationId() != null) {
            return; // A tool, which says all of it itself.
        }
        OperationTexts.Text text = texts.of(method.name(), path);
        operation.setOperationId(text.id());
        text.summary().ifPresent(operation::setSummary);
        text.description().ifPresent(operation::setDescription);
        operation.setTags(List.of(tag(path)));
        operation.setSecurity(security(path, operation));
        body(operation, text);
        answer(operation.getResponses(), text);
        problems(path, method, operation, text);
    }

    private static String tag(String path) {
        return switch (path.split("/")[1]) {
            case "tools" -> "Tools";
            case "chat", "v1" -> "Chat";
            case "taxonomy", "audiences" -> "Audiences";
            case "admin" -> "Operating";
            default -> "Discovery";
        };
    }

    /** Whatever a resource asks for comes with a token; the tools take keys as well. */
    private static List<SecurityRequirement> security(String path, Operation operation) {
        if (operation.getSecurity() == null || operation.getSecurity().isEmpty()) {
            return List.of();
        }
        List<SecurityRequirement> either = new ArrayList<>();
        if (path.startsWith("/tools")) {
            either.add(OASFactory.createSecurityRequirement().addScheme(API_KEY));
        }
        either.add(OASFactory.createSecurityRequirement().addScheme(BEARER));
        return either;
    }

    private static void body(Operation operation, OperationTexts.Text text) {
        if (!text.consumes().isEmpty()) {
            Content content = OASFactory.createContent();
            Schema lines = OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
            text.consumes()
                    .forEach(type -> content.addMediaType(
                            type, OASFactory.createMediaType().schema(lines)));
            operation.setRequestBody(
                    OASFactory.createRequestBody().required(true).content(content));
        }
        text.example()
                .ifPresent(example -> operation
                        .getRequestBody()
                        .getContent()
                        .getMediaTypes()
                        .values()
                        .forEach(type -> type.setExample(example)));
    }

    private static void answer(APIResponses answers, OperationTexts.Text text) {
        String derived = answers.getAPIResponses().keySet().stream()
                .filter(status -> status.startsWith("2"))
                .findFirst()
                .orElse("200");
        APIResponse answer = answers.getAPIResponse(derived);
        answers.removeAPIResponse(derived);
        answer.setDescription(answer.getDescription() == null ? "Done." : answer.getDescription());
        text.produces()
                .ifPresent(type -> answer.setContent(OASFactory.createContent()
                        .addMediaType(
                                type,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING))))));
        answers.addAPIResponse(text.status().orElse(derived), answer);
        text.also()
                .forEach((status, why) -> answers.addAPIResponse(
                        status, OASFactory.createAPIResponse().description(why)));
    }

    private static void problems(String path, HttpMethod method, Operation operation, OperationTexts.Text text) {
        List<String> statuses = new ArrayList<>(text.problems());
        statuses.addAll(List.of("400", "429", "503"));
        if (!operation.getSecurity().isEmpty()) {
            statuses.addAll(List.of("401", "403"));
        }
        if (path.contains("{")) {
            statuses.add("404");
        }
        if (method != HttpMethod.GET) {
            statuses.addAll(List.of("409", "413", "415"));
        } else if (path.endsWith("/stream")) {
            statuses.addAll(List.of("404", "409"));
        }
        statuses.forEach(status -> operation.getResponses().addAPIResponse(status, reference(path, status)));
    }

    private static APIResponse reference(String path, String status) {
        String shape = path.startsWith(OPENAI) ? "OpenAiError" : "Problem";
        return OASFactory.createAPIResponse().ref("#/components/responses/" + shape + status);
    }

    private static APIResponse problem(String why) {
        MediaType problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        return OASFactory.createAPIResponse()
                .description(why)
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem));
    }

    private static APIResponse openAiError(String why) {
        MediaType error =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/OpenAiError"));
        return OASFactory.createAPIResponse()
                .description(why)
                .content(OASFactory.createContent().addMediaType("application/json", error));
    }

    private static Schema openAiError() {
        Schema text = OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
        Schema orNull = OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING, Schema.SchemaType.NULL));
        Schema error = OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .addProperty("message", text)
                .addProperty("type", text)
                .addProperty("code", text)
                .addProperty("param", orNull);
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .required(List.of("error"))
                .addProperty("error", error);
    }
}
