package io.photosync.bench;

import io.photosync.deadletter.DeadLetters;
import io.photosync.deadletter.LetterFilter;
import io.photosync.deadletter.Letters;
import io.photosync.ledger.FilledLedger;
import io.photosync.ledger.SearchWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What operators ask for, read from a ledger of 100,000 users and 10,000 dead letters. */
class OpsReadsBench {
    private static final int USERS = 100_000;
    private static final int LETTERS = 10_000;
    private static final int TIMES = 100;
    private static final Duration GOAL = Duration.ofMillis(200);
    private static final Figures FIGURES = new Figures();

    @AfterAll
    static void print() {
        System.out.printf("%nReads of operators, %,d users, %,d dead letters%n%n%s%n", USERS, LETTERS, FIGURES.table());
    }

    @Test
    void pages_and_counts_of_dead_letters_and_searches_of_users() throws Exception {
        try (FilledLedger filled = new FilledLedger(USERS, LETTERS)) {
            DeadLetters letters = new DeadLetters(filled.ledger());
            LetterFilter words = new LetterFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(SearchWords.of("contoso nowhere")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            measure("the first 50 dead letters", () -> letters.page(Letters.NO_FILTER, Optional.empty(), 50));
            measure("the first 50 by words", () -> letters.page(words, Optional.empty(), 50));
            measure("counts by code", () -> letters.counts(Letters.NO_FILTER));
            measure("a search that one user matches", () -> find("number.77777@ contoso", filled));
            measure("a search that all users match", () -> find("", filled));
        }
    }

    private static void find(String words, FilledLedger filled) {
        SearchWords wanted = SearchWords.of(words);
        long found = filled.ledger().roster().entrySet().stream()
                .filter(user -> wanted.allIn(List.of(
                        user.getValue().userPrincipalName(), user.getValue().displayName(), user.getKey())))
                .count();
        if (found != (words.isEmpty() ? USERS : 1)) {
            throw new IllegalStateException("%d users match '%s'".formatted(found, words));
        }
    }

    private static void measure(String what, Runnable read) {
        List<Duration> took = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            long begin = System.nanoTime();
            read.run();
            took.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        Duration slow = Figures.percentile(took, 95);
        FIGURES.add(
                what,
                String.format(
                        Locale.ROOT,
                        "first %d ms, p50 %d ms, p95 %d ms",
                        took.getFirst().toMillis(),
                        Figures.percentile(took, 50).toMillis(),
                        slow.toMillis()),
                "p95 " + GOAL.toMillis() + " ms",
                slow.compareTo(GOAL) <= 0);
    }
}
