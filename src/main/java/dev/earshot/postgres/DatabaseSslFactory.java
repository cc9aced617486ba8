package dev.earshot.postgres;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;
import org.postgresql.ssl.NonValidatingFactory;
import org.postgresql.ssl.WrappedFactory;

/**
 * TLS of the JDBC driver, which makes it by its name. The driver's own takes other formats of keys than libpq and
 * Vert.x do. Whether the certificate names the host is checked by the driver.
 */
@RegisterForReflection
public final class DatabaseSslFactory extends WrappedFactory {

    /** @param settings those of the connection */
    public DatabaseSslFactory(Properties settings) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys(settings), trust(settings), null);
        factory = tls.getSocketFactory();
    }

    private static KeyManager[] keys(Properties settings) throws Exception {
        String certificate = PGProperty.SSL_CERT.getOrDefault(settings);
        String key = PGProperty.SSL_KEY.getOrDefault(settings);
        return certificate == null
                ? null
                : new PemKeyCertOptions()
                        .setCertValue(content(certificate))
                        .setKeyValue(content(key))
                        .getKeyManagerFactory(null)
                        .getKeyManagers();
    }

    private static TrustManager[] trust(Properties settings) throws Exception {
        if (!SslMode.of(settings).verifyCertificate()) {
            return new TrustManager[] {new NonValidatingFactory.NonValidatingTM()};
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots(PGProperty.SSL_ROOT_CERT.getOrDefault(settings)));
        return trust.getTrustManagers();
    }

    /** None means those that Java trusts. */
    private static KeyStore roots(String file) throws Exception {
        if (DatabaseUrl.SYSTEM.equals(file)) {
            return null;
        }
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        try (InputStream certificates = Files.newInputStream(Path.of(file))) {
            int n = 0;
            for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(certificates)) {
                roots.setCertificateEntry("root-" + n++, root);
            }
        }
        return roots;
    }

    private static Buffer content(String file) throws Exception {
        return Buffer.buffer(Files.readAllBytes(Path.of(file)));
    }
}
