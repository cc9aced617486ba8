package dev.earshot.http.error;

import dev.earshot.common.ApiException.Fault;
import dev.earshot.common.Utf8;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;

/** Addresses that are not UTF-8, percent-encoded: what would be read of them is not what was meant. */
public final class MalformedAddress {
    private static final String EXPECTED = "must be UTF-8, percent-encoded";

    private MalformedAddress() {}

    /** Answers the request if its address is such a one, and says whether it is. */
    public static boolean isRefused(RoutingContext context) {
        String uri = context.request().uri();
        if (Utf8.isPercentEncoded(uri)) {
            return false;
        }
        int end = uri.indexOf('?');
        List<Fault> faults = end < 0 ? List.of() : faults(uri.substring(end + 1));
        String subject = faults.isEmpty()
                ? "The " + (end < 0 || !Utf8.isPercentEncoded(uri.substring(0, end)) ? "path" : "query")
                : faults.get(0).field();
        RawProblem.answer(context, 400, "INVALID_INPUT", subject + " " + EXPECTED, faults);
        return true;
    }

    /** The parameters with a name that can be read and a value that can't. */
    private static List<Fault> faults(String query) {
        return Stream.of(query.split("&"))
                .filter(parameter -> !Utf8.isPercentEncoded(parameter))
                .map(parameter -> parameter.split("=", 2)[0])
                .filter(name -> !name.isEmpty() && Utf8.isPercentEncoded(name))
                .distinct()
                .map(name -> new Fault(name, EXPECTED))
                .toList();
    }
}
