package dev.earshot.testing.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test's own, made with the JDK's keytool; all files are PEM. */
public final class PrivateCa {
    private static final String PASSWORD = "changeit";

    private final Path directory;

    public PrivateCa(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        keytool("-genkeypair", "-alias", "ca", "-keystore", store("ca"), "-dname", "CN=Private CA", "-ext", "bc:c");
        export("ca");
    }

    public Path certificate() {
        return pem("ca", "crt");
    }

    public Path certificate(String name) {
        return pem(name, "crt");
    }

    public Path key(String name) {
        return pem(name, "key");
    }

    /** Makes a key and a certificate for this common name, and these names of a host, such as {@code dns:localhost}. */
    public void issue(String name, String commonName, String... hosts) throws IOException {
        keytool("-genkeypair", "-alias", name, "-keystore", store(name), "-dname", "CN=" + commonName);
        String request = directory.resolve(name + ".csr").toString();
        String certificate = directory.resolve(name + ".cer").toString();
        keytool("-certreq", "-alias", name, "-keystore", store(name), "-file", request);
        List<String> sign = new ArrayList<>(List.of(
                "-gencert", "-alias", "ca", "-keystore", store("ca"), "-infile", request, "-outfile", certificate));
        if (hosts.length > 0) {
            sign.addAll(List.of("-ext", "san=" + String.join(",", hosts)));
        }
        keytool(sign.toArray(String[]::new));
        String root = directory.resolve("ca.cer").toString();
        keytool("-exportcert", "-alias", "ca", "-keystore", store("ca"), "-file", root);
        keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", store(name), "-file", root);
        keytool("-importcert", "-noprompt", "-alias", name, "-keystore", store(name), "-file", certificate);
        export(name);
    }

    private void export(String name) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(store(name)))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            write(pem(name, "crt"), "CERTIFICATE", keys.getCertificate(name).getEncoded());
            write(
                    pem(name, "key"),
                    "PRIVATE KEY",
                    keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    private Path pem(String name, String kind) {
        return directory.resolve(name + "." + kind);
    }

    private static void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-validity", "30"));
        boolean makesKey = command.contains("-genkeypair");
        if (makesKey) {
            command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048"));
        } else if (!command.contains("-gencert")) {
            command.removeAll(List.of("-validity", "30"));
        }
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (tool.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
