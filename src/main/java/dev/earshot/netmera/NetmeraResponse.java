package dev.earshot.netmera;

import dev.earshot.outbox.DeliveryResult;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;

/**
 * What Netmera's answer means for the deliveries in the call.
 *
 * <p>400 says that something in the call is wrong, except where its code says that something is wrong with us: a
 * used-up quota, a service not allowed, an invalid configuration. 401 and 403 both refuse our credentials. A call that
 * is too large (413) is halved like a wrong one. An address without such a call, or with a redirect, is not Netmera's.
 * All other errors are temporary.
 *
 * @param code Netmera's own code, or 0
 * @param statusClass {@code 2xx}, {@code 4xx}, {@code 5xx}, or {@code none} for no answer
 * @param source the likely sender of the answer
 */
record NetmeraResponse(DeliveryResult receipt, int code, String statusClass, Source source) {
    /** The likely sender of an answer. */
    enum Source {
        /** Netmera: the call arrived, or the error has one of its codes. */
        NETMERA,
        /** Another server at its address. */
        SOMETHING_ELSE,
        /** No answer, or an unknown sender. */
        UNKNOWN
    }

    static final NetmeraResponse OK = new NetmeraResponse(new DeliveryResult.Delivered(), 0, "2xx", Source.NETMERA);

    private static final Set<Integer> NOT_AN_API = Set.of(404, 405, 410, 501);

    private static final int TOO_LARGE = 413;
    private static final int INVALID_CONFIGURATION = 2021;
    private static final int SERVICE_NOT_ALLOWED = 5021;
    private static final int QUOTA_EXCEEDED = 5022;
    private static final int NO_SUCH_CUSTOMER = 5016;

    /**
     * For a response that is no error. A page of a proxy, a portal or a login has a success status and accepts nothing.
     */
    static NetmeraResponse of(Response response) {
        boolean isPage = response.getMediaType() != null
                && response.getMediaType().getSubtype().contains("html");
        return isSuccess(response.getStatus()) && !isPage
                ? OK
                : new NetmeraResponse(
                        new DeliveryResult.TryAgain(
                                response.getStatus() + (isPage ? " with a page of HTML" : ""), Optional.empty()),
                        0,
                        statusClass(response.getStatus()),
                        Source.SOMETHING_ELSE);
    }

    static NetmeraResponse of(Throwable failure) {
        return failure instanceof NetmeraError error
                ? new NetmeraResponse(receipt(error), error.code(), statusClass(error.status()), source(error))
                : new NetmeraResponse(
                        new DeliveryResult.TryAgain(failure.getClass().getSimpleName(), Optional.empty()),
                        0,
                        "none",
                        Source.UNKNOWN);
    }

    private static Source source(NetmeraError error) {
        return error.isNetmeras()
                ? Source.NETMERA
                : NOT_AN_API.contains(error.status()) ? Source.SOMETHING_ELSE : Source.UNKNOWN;
    }

    private static boolean isSuccess(int status) {
        return Response.Status.Family.familyOf(status) == Response.Status.Family.SUCCESSFUL;
    }

    private static String statusClass(int status) {
        return status / 100 + "xx";
    }

    /** The same answer, blamed on the address: {@code held} if nothing else speaks for the address. */
    NetmeraResponse at(String address, boolean held) {
        String said = receipt instanceof DeliveryResult.TryAgain failure ? failure.answer() : "";
        String text = said + " from " + address + ", which is not Netmera's REST API; see EARSHOT_NETMERA_URL";
        DeliveryResult about =
                held ? new DeliveryResult.Held(text) : new DeliveryResult.TryAgain(text, Optional.empty());
        return new NetmeraResponse(about, code, statusClass, source);
    }

    /** Whether something in the call is wrong, and the call may be right without it. */
    boolean isRefusal() {
        return receipt instanceof DeliveryResult.Rejected;
    }

    /** Whether the call may be wrong because of one customer in it: it says so, or doesn't say why. */
    boolean mayBeOneCustomers() {
        return isRefusal() && (code == NO_SUCH_CUSTOMER || code == 0);
    }

    /**
     * The result for the only customer of a call. A customer that Netmera does not know need be neither deleted nor
     * untagged there.
     */
    DeliveryResult forOne(RequestBatch.Kind kind) {
        boolean needless = kind == RequestBatch.Kind.ERASURES || kind == RequestBatch.Kind.UNTAGS;
        return needless && isRefusal() && code == NO_SUCH_CUSTOMER ? OK.receipt : receipt;
    }

    private static DeliveryResult receipt(NetmeraError error) {
        return switch (error.status()) {
            case 400, TOO_LARGE -> badRequest(error);
            case 401, 403 -> new DeliveryResult.Held(error.getMessage());
            default -> new DeliveryResult.TryAgain(error.getMessage(), error.retryAfter());
        };
    }

    private static DeliveryResult badRequest(NetmeraError error) {
        return switch (error.code()) {
            case INVALID_CONFIGURATION, SERVICE_NOT_ALLOWED, QUOTA_EXCEEDED ->
                new DeliveryResult.Held(error.getMessage());
            default -> new DeliveryResult.Rejected(error.getMessage());
        };
    }
}
