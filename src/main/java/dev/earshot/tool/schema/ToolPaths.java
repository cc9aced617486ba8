package dev.earshot.tool.schema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Describes each tool as a path of its own, because a platform that imports the document makes one tool of each
 * operation. All comes from the file that checks arguments. It is written when the application is built; the tools of
 * custom events, which are configured later, are not in it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ToolPaths implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        OpenAPI tools = read(ToolDocument.part(new ToolCatalogue(List.of()).all()));
        document.getPaths().removePathItem("/tools/{name}");
        tools.getPaths().getPathItems().forEach(document.getPaths()::addPathItem);
        tools.getComponents().getSchemas().forEach(document.getComponents()::addSchema);
    }

    private static OpenAPI read(JsonObject document) {
        byte[] json = document.encode().getBytes(StandardCharsets.UTF_8);
        return SmallRyeOpenAPI.builder()
                .withCustomStaticFile(() -> new ByteArrayInputStream(json))
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableStandardFilter(false)
                .enableAnnotationScan(false)
                .build()
                .model();
    }
}
