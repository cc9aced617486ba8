package dev.earshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {
    @TempDir
    Path directory;

    @Test
    void an_address_alone_means_what_it_means_to_libpq() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://db/earshot");

        assertThat(url.host()).isEqualTo("db");
        assertThat(url.port()).isEqualTo(5432);
        assertThat(url.database()).isEqualTo("earshot");
        assertThat(url.sslMode()).isEqualTo(SslMode.PREFER);
        assertThat(url.files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
    void every_mode_of_libpq_is_known(String mode) throws IOException {
        String root = Files.writeString(directory.resolve("ca.crt"), "").toString();
        DatabaseUrl url = DatabaseUrl.parse("postgresql://db:5433/earshot?sslmode=" + mode
                + (mode.startsWith("verify") ? "&sslrootcert=" + root : ""));

        assertThat(url.sslModeName()).isEqualTo(mode);
        assertThat(url.verifies()).isEqualTo(mode.startsWith("verify"));
    }

    @Test
    void to_require_tls_with_a_root_certificate_verifies_it() throws IOException {
        String root = Files.writeString(directory.resolve("ca.crt"), "").toString();

        assertThat(DatabaseUrl.parse("postgresql://db/earshot?sslmode=require&sslrootcert=" + root)
                        .verifies())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://user:secret@db/earshot                    | of the form postgresql://host:port/database
            postgresql://one,two/earshot                           | of the form postgresql://host:port/database
            jdbc:postgresql://db/earshot                           | of the form postgresql://host:port/database
            postgresql://db/earshot?sslmode=sometimes              | given sslmode disable, allow
            postgresql://db/earshot?sslmode=verify-full            | given sslrootcert too
            postgresql://db/earshot?sslcert=/etc/hostname          | given both sslcert and sslkey
            postgresql://db/earshot?sslmode=require&sslrootcert=/no/such/file | can't
            postgresql://db/earshot?sslrootcert=system             | given sslmode=verify-full
            postgresql://db/earshot?connect_timeout=soon           | given a connect_timeout
            postgresql://db/earshot?password=secret                | given no parameters but
            """)
    void what_makes_no_sense_is_said_without_the_value(String url, String said) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("secret");
    }
}
