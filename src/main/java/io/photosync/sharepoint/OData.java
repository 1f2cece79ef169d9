package io.photosync.sharepoint;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Encodes texts for SharePoint's URLs. */
final class OData {
    private OData() {}

    /** A string literal: quotes inside it doubled, then all of it percent-encoded, {@code #} and {@code /} included. */
    static String literal(String text) {
        return "'" + percentEncoded(text.replace("'", "''")) + "'";
    }

    /** A server-relative path as part of a file's URL. */
    static String path(String serverRelative) {
        return Arrays.stream(serverRelative.split("/", -1))
                .map(OData::percentEncoded)
                .collect(Collectors.joining("/"));
    }

    /** RFC 3986, 2.1; the JDK's encoder is for forms, where a space is a plus. */
    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
