package io.photosync.ops;

/** Numbers in a query, read so that a wrong one is a 400 that names its parameter. */
public final class QueryNumbers {
    private QueryNumbers() {}

    /** @param text null for the default */
    public static int within(String parameter, String text, int otherwise, int most) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw ApiException.badField(parameter, "must be a number from 1 to %d, got %s".formatted(most, text));
        }
        return Integer.parseInt(text);
    }
}
