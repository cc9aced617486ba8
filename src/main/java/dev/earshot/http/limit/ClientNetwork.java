package dev.earshot.http.limit;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.HexFormat;

/** By what clients without credentials are told apart: their address. */
public final class ClientNetwork {
    private static final int IPV6_BYTES = 16;
    /** The part of an IPv6 address that a provider gives to one customer, who may use any address within. */
    private static final int SUBSCRIBER_BYTES = 8;

    private ClientNetwork() {}

    public static String of(RoutingContext context) {
        SocketAddress remote = context.request().remoteAddress();
        return remote == null || remote.hostAddress() == null ? "" : of(remote.hostAddress());
    }

    static String of(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null || bytes.length != IPV6_BYTES
                ? address
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, SUBSCRIBER_BYTES));
    }
}
