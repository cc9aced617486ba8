package dev.earshot.http.client;

import io.quarkus.proxy.ProxyConfiguration;
import io.quarkus.proxy.ProxyConfigurationRegistry;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Gives Vert.x' clients what Quarkus' clients have by themselves: the same proxy and the same trusted certificates.
 */
@Singleton
public class HttpClientSettings {
    private final TlsConfigurationRegistry tls;
    private final ProxyConfigurationRegistry proxies;

    HttpClientSettings(TlsConfigurationRegistry tls, ProxyConfigurationRegistry proxies) {
        this.tls = tls;
        this.proxies = proxies;
    }

    /** These options, completed. */
    public <O extends HttpClientOptions> O complete(O options) {
        tls.get(CaTrust.TLS).ifPresent(trust -> TlsConfigUtils.configure(options, trust));
        proxies.get(Optional.empty()).ifPresent(proxy -> pass(options, proxy));
        return options;
    }

    private static void pass(HttpClientOptions options, ProxyConfiguration proxy) {
        ProxyOptions to =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
        proxy.username().ifPresent(to::setUsername);
        proxy.password().ifPresent(to::setPassword);
        options.setProxyOptions(to);
        proxy.nonProxyHosts().ifPresent(options::setNonProxyHosts);
    }
}
