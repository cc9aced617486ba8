package dev.earshot.http.openapi;

import dev.earshot.http.address.PublicAddress;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * The last words to the OpenAPI document: where this is seen from outside, which whoever imports it needs; without the setting, where it was read.
 * The extension adds a scheme of its own after all other filters, which nothing refers to.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class PublicServerFilter implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        String url = ConfigProvider.getConfig()
                .getOptionalValue("earshot.public-url", String.class)
                .map(PublicAddress::withoutSlash)
                .orElse("/");
        document.getComponents().removeSecurityScheme(OpenApiCompletion.DERIVED_SCHEME);
        document.setServers(List.of(OASFactory.createServer().url(url)));
    }
}
