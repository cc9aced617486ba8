package dev.earshot.http.client;

import io.quarkus.tls.runtime.TrustStoreAndTrustOptions;
import io.quarkus.tls.runtime.TrustStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Certificates trusted in calls to other services: Java's, and those of {@code EARSHOT_CA_FILE} in addition. */
@Singleton
@Identifier(CaTrust.TLS)
public class CaTrust implements TrustStoreProvider {
    /** The name of the TLS configuration that all clients of other services use. */
    public static final String TLS = "outgoing";

    private final Optional<String> file;

    CaTrust(@ConfigProperty(name = "earshot.ca-file") Optional<String> file) {
        this.file = file;
    }

    @Override
    public TrustStoreAndTrustOptions getTrustStore(Vertx vertx) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            List<Certificate> certificates = new ArrayList<>(systems());
            if (file.isPresent()) {
                certificates.addAll(certificates(Path.of(file.get())));
            }
            for (int i = 0; i < certificates.size(); i++) {
                all.setCertificateEntry("ca-" + i, certificates.get(i));
            }
            return new TrustStoreAndTrustOptions(all, TrustOptions.wrap(manager(all)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The certificates in EARSHOT_CA_FILE can't be read", e);
        }
    }

    /** Those in a PEM file; there is at least one. */
    public static Collection<? extends Certificate> certificates(Path pem)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("The file holds no certificate");
            }
            return found;
        }
    }

    private static List<? extends Certificate> systems() throws GeneralSecurityException {
        return List.of(manager(null).getAcceptedIssuers());
    }

    private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("No trust manager for X.509");
    }
}
