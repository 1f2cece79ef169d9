package io.photosync.ops;

/** Parses numeric query parameters; an invalid one is a 400 that names the parameter. */
public final class QueryNumbers {
    private QueryNumbers() {}

    /** @param text null for the default */
    public static int within(String parameter, String text, int defaultValue, int max) {
        if (text == null) {
            return defaultValue;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
            throw ApiException.badField(parameter, "must be a number from 1 to %d, got %s".formatted(max, text));
        }
        return Integer.parseInt(text);
    }
}
