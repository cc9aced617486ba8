package dev.earshot.http;

import dev.earshot.testing.stub.IdentityProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * As in production: below a prefix of a public host, with an identity provider, with little room for streams, and with
 * tools that need no credentials.
 */
public class Installed implements QuarkusTestProfile {
    static final String URL = "https://shop.example/earshot";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("earshot.public-url", URL + "/"),
                Map.entry("earshot.host.own-machine", "false"),
                Map.entry("earshot.host.allowed", "earshot.svc"),
                Map.entry("earshot.mcp.sse", "true"),
                Map.entry(
                        "earshot.anonymous.tools", "start_session,search_items,view_item,get_customer_context,search"),
                Map.entry("earshot.privacy-url", "https://shop.example/privacy"),
                Map.entry("earshot.openai-apps-challenge", "of-the-listing"),
                Map.entry("earshot.limits.streams", "3"),
                Map.entry("earshot.chat.word-every", "0ms"),
                Map.entry("earshot.limits.concurrent-requests", "3"),
                Map.entry("earshot.audience", "earshot,api://earshot"),
                Map.entry(
                        "quarkus.oidc.roles.role-claim-path",
                        "groups,roles,realm_access/roles,\"https://shop.example/roles\""),
                Map.entry("quarkus.oidc.public-key", ""),
                Map.entry("quarkus.oidc.token.issuer", ""));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Provider.class));
    }

    /** One that is called with a slash at the end, as Auth0 is. */
    public static class Provider implements QuarkusTestResourceLifecycleManager {
        private IdentityProvider provider;

        @Override
        public Map<String, String> start() {
            provider = IdentityProvider.started("/");
            return provider.settings();
        }

        @Override
        public void stop() {
            provider.end();
        }
    }
}
