package dev.earshot.http.openapi;

import dev.earshot.http.address.PublicAddress;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * The last change to the OpenAPI document: its server is this installation's public address, which importing clients
 * need; without the setting, the address where it was read. The privacy policy is there too, if the setting names one.
 * It also removes an unused scheme that the extension adds after all other filters.
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
        ConfigProvider.getConfig()
                .getOptionalValue("earshot.privacy-url", String.class)
                .ifPresent(policy -> document.setExternalDocs(OASFactory.createExternalDocumentation()
                        .description("Privacy policy")
                        .url(policy)));
        document.setServers(List.of(OASFactory.createServer().url(url)));
    }
}
