package dev.earshot.tool.mcp;

import static dev.earshot.tool.mcp.ConformanceTools.PNG;
import static dev.earshot.tool.mcp.ConformanceTools.embedded;

import io.quarkiverse.mcp.server.BlobResourceContents;
import io.quarkiverse.mcp.server.CompletionResponse;
import io.quarkiverse.mcp.server.Content;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.PromptCompletionManager;
import io.quarkiverse.mcp.server.PromptManager;
import io.quarkiverse.mcp.server.PromptManager.PromptArguments;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.PromptResponse;
import io.quarkiverse.mcp.server.ResourceContents;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceResponse;
import io.quarkiverse.mcp.server.ResourceTemplateManager;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The tools, prompts and resources that MCP's conformance suite expects of a server, as its scenarios describe them.
 * They exist only while {@link #register} and {@link #remove} enclose a run, so that no other test sees them.
 */
@Singleton
class ConformanceFixtures {
    private final ConformanceTools tools;
    private final ResourceManager resources;
    private final ResourceTemplateManager templates;
    private final PromptManager prompts;
    private final PromptCompletionManager completions;
    private final List<Runnable> removals = new ArrayList<>();

    ConformanceFixtures(
            ConformanceTools tools,
            ResourceManager resources,
            ResourceTemplateManager templates,
            PromptManager prompts,
            PromptCompletionManager completions) {
        this.tools = tools;
        this.resources = resources;
        this.templates = templates;
        this.prompts = prompts;
        this.completions = completions;
    }

    void register() {
        tools.register();
        removals.add(tools::remove);
        resources();
        template();
        prompts();
        completion();
    }

    void remove() {
        removals.forEach(Runnable::run);
        removals.clear();
    }

    private void resources() {
        resource(
                "test://static-text",
                "text/plain",
                new TextResourceContents("test://static-text", "Text.", "text/plain"));
        resource(
                "test://static-binary",
                "image/png",
                new BlobResourceContents("test://static-binary", PNG, "image/png"));
        resource(
                "test://watched-resource",
                "text/plain",
                new TextResourceContents("test://watched-resource", "Watched.", "text/plain"));
    }

    private void template() {
        templates
                .newResourceTemplate("test-template")
                .setUriTemplate("test://template/{id}/data")
                .setMimeType("application/json")
                .setDescription("A resource for each id.")
                .setHandler(call -> new ResourceResponse(new TextResourceContents(
                        call.requestUri().value(),
                        new JsonObject().put("id", call.args().get("id")).encode(),
                        "application/json")))
                .register();
        removals.add(() -> templates.removeResourceTemplate("test-template"));
    }

    private void prompts() {
        prompt("test_simple_prompt", List.of(), call -> List.of(new TextContent("This is a simple prompt.")));
        prompt(
                "test_prompt_with_arguments",
                List.of("arg1", "arg2"),
                call -> List.of(new TextContent("Prompt with arguments: arg1='%s', arg2='%s'"
                        .formatted(call.args().get("arg1"), call.args().get("arg2")))));
        prompt(
                "test_prompt_with_embedded_resource",
                List.of("resourceUri"),
                call -> List.of(
                        embedded(call.args().get("resourceUri")),
                        new TextContent("Please process the resource above.")));
        prompt(
                "test_prompt_with_image",
                List.of(),
                call -> List.of(
                        new ImageContent(PNG, "image/png"), new TextContent("Please analyze the image above.")));
    }

    private void completion() {
        completions
                .newCompletion("test_prompt_with_arguments")
                .setArgumentName("arg1")
                .setHandler(call -> CompletionResponse.create("test", "testing"))
                .register();
        removals.add(() -> completions.removeCompletion(one -> one.name().equals("test_prompt_with_arguments")));
    }

    private void resource(String uri, String type, ResourceContents contents) {
        resources
                .newResource(uri.replaceAll("\\W+", "-"))
                .setUri(uri)
                .setMimeType(type)
                .setDescription("A fixture of the conformance suite.")
                .setHandler(call -> new ResourceResponse(contents))
                .register();
        removals.add(() -> resources.removeResource(uri));
    }

    private void prompt(String name, List<String> arguments, Function<PromptArguments, List<Content>> contents) {
        PromptManager.PromptDefinition prompt = prompts.newPrompt(name).setDescription("A fixture.");
        arguments.forEach(argument -> prompt.addArgument(argument, "An argument.", true));
        prompt.setHandler(call -> PromptResponse.withMessages(contents.apply(call).stream()
                        .map(PromptMessage::withUserRole)
                        .toList()))
                .register();
        removals.add(() -> prompts.removePrompt(name));
    }
}
