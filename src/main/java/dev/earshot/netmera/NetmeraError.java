package dev.earshot.netmera;

import dev.earshot.http.client.RetryAfter;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An error answer of Netmera. Its body is documented as {@code {"code":2004,"error":"…"}}, but problem+json and plain
 * text occur too; codes are reused, so only status and code together mean something.
 */
final class NetmeraError extends RuntimeException {
    private static final int MOST = 300;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int NO_SUCH_CUSTOMER = 5016;

    private final int status;
    private final int code;
    private final transient Optional<Duration> retryAfter;

    NetmeraError(int status, int code, String text, Optional<Duration> retryAfter) {
        super(status + (code == 0 ? "" : "/" + code) + (text.isEmpty() ? "" : " " + text), null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static NetmeraError of(Response response) {
        String body = response.hasEntity() ? response.readEntity(String.class) : "";
        // A date is relative to the answer's own date, whatever our clock says.
        Instant answered =
                response.getDate() == null ? Instant.now() : response.getDate().toInstant();
        Optional<Duration> retryAfter = RetryAfter.of(response.getHeaderString(HttpHeaders.RETRY_AFTER), answered);
        try {
            JsonObject json = new JsonObject(body);
            Object text = json.getValue("error", json.getValue("detail", json.getValue("title", "")));
            int code = json.getValue("code") instanceof Number number ? number.intValue() : 0;
            return new NetmeraError(response.getStatus(), code, printable(String.valueOf(text)), retryAfter);
        } catch (DecodeException e) {
            return new NetmeraError(response.getStatus(), 0, printable(body == null ? "" : body), retryAfter);
        }
    }

    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST ? line : line.substring(0, MOST);
    }

    /** Whether this is Netmera's error, and not that of another server at its address. */
    boolean isNetmeras() {
        return code != 0;
    }

    /** Netmera does not know the id: documented as 400 with code 5016; 404 says the same. */
    boolean saysUnknownCustomer() {
        return status == NOT_FOUND || (status == BAD_REQUEST && code == NO_SUCH_CUSTOMER);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
