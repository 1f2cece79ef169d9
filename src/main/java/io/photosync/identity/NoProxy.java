package io.photosync.identity;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The hosts reached without the proxy, as most programs read {@code NO_PROXY}: names separated by commas, each for
 * itself and all names below it, with a leading dot or without; with a port for that port only; {@code *} for all.
 * There is no implicit exception, not even for this machine. Ranges of addresses (10.0.0.0/8) cover nothing: names are
 * not resolved here.
 */
record NoProxy(List<Entry> entries) {

    static NoProxy of(String text) {
        return new NoProxy(Stream.of(text.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .map(Entry::of)
                .toList());
    }

    boolean covers(String host, int port) {
        return entries.stream().anyMatch(entry -> entry.covers(bare(host.toLowerCase(Locale.ROOT)), port));
    }

    /** @param port 0 for any */
    record Entry(String name, int port) {

        static Entry of(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            int colon = lower.lastIndexOf(':');
            boolean withPort = colon > 0
                    && lower.substring(colon + 1).matches("\\d{1,5}")
                    && (lower.indexOf(':') == colon || lower.charAt(colon - 1) == ']');
            String name = withPort ? lower.substring(0, colon) : lower;
            return new Entry(withoutDot(bare(name)), withPort ? Integer.parseInt(lower.substring(colon + 1)) : 0);
        }

        boolean covers(String host, int hostPort) {
            boolean named = name.equals("*") || host.equals(name) || host.endsWith("." + name);
            return named && (port == 0 || port == hostPort);
        }

        private static String withoutDot(String name) {
            return name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
        }
    }

    /** IPv6 addresses without their brackets. */
    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
