package dev.earshot.testing;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/** The management port of the application under test: health and metrics. */
public final class Management {
    private Management() {}

    /** @param path such as {@code /q/health/ready} */
    public static Response get(String path) {
        String root = ConfigProvider.getConfig().getValue("test.management.url", String.class);
        return RestAssured.get(URI.create(root).resolve(path));
    }

    /** All metrics, as Prometheus reads them. */
    public static String metrics() {
        return get("/q/metrics").asString();
    }
}
