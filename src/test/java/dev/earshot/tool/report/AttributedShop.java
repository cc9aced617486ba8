package dev.earshot.tool.report;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Visit;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shop whose customers have bought something. */
abstract class AttributedShop {
    @Inject
    SettableClock clock;

    @Inject
    Attribution attribution;

    @Inject
    Pool pool;

    @TempDir
    Path folder;

    final String customer = "user_" + UUID.randomUUID();

    Instant from;

    @BeforeEach
    void aShop() {
        Catalogue.ofASmallShop();
        clock.advance(Duration.ofHours(1));
        from = clock.instant();
    }

    Path file(Map<String, String> parameters, String type, String name) throws IOException {
        byte[] content = ask(parameters, Api.admin().accept(type))
                .statusCode(200)
                .contentType(matchesPattern(type + "(;charset=UTF-8)?"))
                .header("Content-Disposition", is("attachment; filename=\"" + name + "\""))
                .extract()
                .asByteArray();
        return Files.write(folder.resolve(name), content);
    }

    void does(Visit visit, String tool, Object... arguments) {
        clock.advance(Duration.ofSeconds(1));
        visit.does(tool, arguments);
    }

    ValidatableResponse report(Map<String, String> parameters) {
        return ask(parameters, Api.admin()).statusCode(200);
    }

    ValidatableResponse ask(Map<String, String> parameters, RequestSpecification caller) {
        RequestSpecification request = caller.queryParam("from", from.toString());
        parameters.forEach(request::queryParam);
        return request.get("/admin/attribution").then();
    }
}
