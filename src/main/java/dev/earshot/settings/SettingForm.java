package dev.earshot.settings;

import dev.earshot.http.client.CaTrust;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a setting's value must be.
 *
 * @param phrase completes "… must be"
 */
record SettingForm(String phrase, Predicate<String> accepts) {
    private static final int LARGEST_PORT = 65_535;
    private static final Pattern SWITCH = Pattern.compile("(?i)true|false|yes|no|on|off|1|0");

    /** Quarkus reads any other word as false. */
    static final SettingForm ON_OR_OFF = new SettingForm("true or false", matching(SWITCH.pattern()));

    /** An address to which paths are added. */
    static final SettingForm BASE = new SettingForm(
            "an http or https address, without user, password, query and fragment", SettingForm::isPlainHttp);

    static final SettingForm ADDRESS = new SettingForm("an http or https address", SettingForm::isHttp);
    static final SettingForm PORT = new SettingForm("a port, 0 to 65535", SettingForm::isPort);

    static final SettingForm FRACTION =
            new SettingForm("a number from 0 to 1, such as 0.1", matching("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?"));

    /** Sent as a header's value, where a line break from a file of secrets would be refused at each call. */
    static final SettingForm SECRET = new SettingForm(
            "printable ASCII characters, without spaces or line breaks around them", matching("[!-~]([ -~]*[!-~])?"));

    static final SettingForm WORD = new SettingForm("a text without spaces and line breaks", matching("\\S+"));

    static final SettingForm WORDS = new SettingForm(
            "one or more names, separated by commas without spaces", value -> elements(value, matching("\\S+")));

    static final SettingForm HOSTS = new SettingForm(
            "host names without ports, separated by commas", value -> elements(value, matching("[^\\s/:]+")));

    static final SettingForm ORIGINS = new SettingForm(
            "origins such as https://a.example, separated by commas",
            value -> elements(
                    value,
                    origin -> isPlainHttp(origin.strip()) && origin.strip().matches("https?://[^/]+")));

    static final SettingForm AGENT = new SettingForm("rules or model", matching("rules|model"));

    static final SettingForm API_KEYS = new SettingForm(
            "platform:key,platform:key, with no platform anonymous, no spaces, and no key twice", SettingForm::areKeys);

    static final SettingForm CERTIFICATES =
            new SettingForm("a readable file of certificates in PEM", SettingForm::holdsCertificates);

    static final SettingForm PUBLIC_KEY = new SettingForm("an RSA public key in PEM", SettingForm::isPublicKey);

    static final SettingForm FILES = new SettingForm(
            "files that can be read, separated by commas", value -> elements(value, SettingForm::isReadable));

    private static Predicate<String> matching(String form) {
        return Pattern.compile(form).asMatchPredicate();
    }

    private static boolean elements(String list, Predicate<String> each) {
        return Stream.of(list.split(",", -1)).allMatch(each);
    }

    private static boolean areKeys(String value) {
        List<String[]> entries = Stream.of(value.split(",", -1))
                .map(entry -> entry.split(":", 2))
                .toList();
        return entries.stream()
                        .allMatch(entry -> entry.length == 2
                                && Stream.of(entry).allMatch(matching("\\S+"))
                                && !entry[0].equals("anonymous"))
                && entries.stream().map(entry -> entry[1]).distinct().count() == entries.size();
    }

    private static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= LARGEST_PORT;
    }

    private static boolean isPlainHttp(String value) {
        return isHttp(value) && value.matches("[^?#@]*");
    }

    private static boolean isHttp(String value) {
        try {
            URI uri = URI.create(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() <= LARGEST_PORT;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean holdsCertificates(String file) {
        try {
            return !CaTrust.certificates(Path.of(file)).isEmpty();
        } catch (GeneralSecurityException | IOException | InvalidPathException e) {
            return false;
        }
    }

    private static boolean isPublicKey(String value) {
        try {
            return KeyUtils.decodePublicKey(value) != null;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A path, or an address such as {@code file:} and {@code classpath:}, which is left to Quarkus. */
    private static boolean isReadable(String location) {
        try {
            return location.matches("[a-z]{2,}:.*")
                    || !location.isBlank() && Files.isReadable(Path.of(location.strip()));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
