package io.photosync.ledger;

import java.util.List;

/** Words that an operator looks for: each must be part of one of the texts, in any case. */
public final class SearchWords {
    private final List<String> words;

    private SearchWords(List<String> words) {
        this.words = words;
    }

    /** @param text words with spaces between them; without any word it matches everything */
    public static SearchWords of(String text) {
        String stripped = text.strip();
        return new SearchWords(stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+")));
    }

    public boolean allIn(List<String> texts) {
        for (String word : words) {
            if (!inOneOf(texts, word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean inOneOf(List<String> texts, String word) {
        for (String text : texts) {
            if (in(text, word)) {
                return true;
            }
        }
        return false;
    }

    /** Compares in place: a search reads 100,000 users. */
    private static boolean in(String text, String word) {
        int last = text.length() - word.length();
        for (int start = 0; start <= last; start++) {
            if (text.regionMatches(true, start, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
