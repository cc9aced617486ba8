package dev.earshot.sandbox;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * Signs bearer tokens in the place of an identity provider, with a key made on first use and kept, so that tokens
 * outlive a restart.
 */
public final class TokenIssuer {
    public static final String ISSUER = "https://sandbox.earshot.dev";
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final KeyPair keys;

    private TokenIssuer(KeyPair keys) {
        this.keys = keys;
    }

    /** The issuer whose private key lies in this directory. */
    public static TokenIssuer in(Path directory) {
        Path file = directory.resolve("sandbox-signing-key.pkcs8");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(directory);
                Files.write(file, generate().getEncoded());
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return new TokenIssuer(read(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No usable signing key in " + file, e);
        }
    }

    /** The settings with which the application trusts this issuer. */
    public Map<String, String> settings() {
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return Map.of("EARSHOT_JWT_PUBLIC_KEY", key, "EARSHOT_JWT_ISSUER", ISSUER);
    }

    /** A token for a person or program with these roles and scopes. */
    public String token(String subject, String audience, Set<String> roles, String scope) {
        return sign(Jwt.issuer(ISSUER)
                .subject(subject)
                .audience(audience)
                .groups(roles)
                .claim("scope", scope)
                .expiresIn(LIFETIME));
    }

    /** A token with just these claims, which may make no sense. */
    public String sign(JwtClaimsBuilder claims) {
        return claims.jws().algorithm(SignatureAlgorithm.RS256).sign(keys.getPrivate());
    }

    private static PrivateKey generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair().getPrivate();
    }

    private static KeyPair read(byte[] pkcs8) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        PublicKey publicKey = factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        return new KeyPair(publicKey, key);
    }
}
