package dev.earshot.http.client;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Addresses that are not of the public internet: of this machine, of its networks, of a cloud's metadata. */
public final class PrivateAddresses {
    private PrivateAddresses() {}

    public static boolean isPrivate(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address
                        ? isPrivate6(address.getAddress())
                        : isPrivate4(address.getAddress()));
    }

    /** IANA's special-purpose registry, as far as Java does not know it. */
    private static boolean isPrivate4(byte[] address) {
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        return first == 0
                || first >= 240
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && address[2] == 0
                || first == 198 && (second == 18 || second == 19);
    }

    /** Unique local addresses, and forms that hold an IPv4 address, which a gateway would call: all of them. */
    private static boolean isPrivate6(byte[] address) {
        boolean uniqueLocal = (address[0] & 0xfe) == 0xfc;
        boolean translated = address[0] == 0 && address[1] == 0x64 && (address[2] & 0xff) == 0xff;
        boolean sixToFour = address[0] == 0x20 && address[1] == 0x02;
        boolean compatible = true;
        for (int i = 0; i < 12; i++) {
            compatible &= address[i] == 0;
        }
        return uniqueLocal || translated || sixToFour || compatible;
    }
}
