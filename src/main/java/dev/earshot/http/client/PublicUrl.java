package dev.earshot.http.client;

import java.net.URI;

/** An address of another service, fit to be shown: without what may be secret in it. */
public final class PublicUrl {
    private PublicUrl() {}

    /** Scheme, host, port and path of an address: no user, no password, no query. */
    public static String shown(String url) {
        try {
            URI uri = URI.create(url);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return uri.getScheme() + "://" + uri.getHost() + port + path;
        } catch (IllegalArgumentException e) {
            return "an unreadable address";
        }
    }
}
