package io.photosync.check;

import java.util.regex.Pattern;

/**
 * Removes personal data from texts for a public issue: ids are cut to eight digits, account names to one letter, tokens
 * are removed.
 */
final class Shortened {
    private static final Pattern GUID =
            Pattern.compile("\\b(\\p{XDigit}{8})-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}\\b");
    private static final Pattern ACCOUNT = Pattern.compile("([\\p{L}\\p{N}])[\\p{L}\\p{N}._%+'#-]*@");
    /** A token, whatever its source. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}(\\.[\\w-]+)*");

    private Shortened() {}

    static String of(String text) {
        String withoutTokens = TOKEN.matcher(text.replaceAll("\\s+", " ")).replaceAll("(token)");
        return ACCOUNT.matcher(GUID.matcher(withoutTokens).replaceAll("$1…")).replaceAll("$1…@");
    }
}
