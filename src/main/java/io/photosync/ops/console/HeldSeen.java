package io.photosync.ops.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What an operator saw of a held group, short enough for a form. */
final class HeldSeen {
    private static final int LENGTH = 16;

    private HeldSeen() {}

    /** @param parts texts, numbers, times, enums, and optionals and records of these */
    static String of(Object... parts) {
        String text = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The names where they are all, in whatever order; of many users only some are known, and not always the same. */
    static List<String> all(List<String> some, int users) {
        return some.size() == users ? some.stream().sorted().toList() : List.of();
    }
}
