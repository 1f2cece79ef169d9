package io.photosync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UncertainLettersTest {
    private final UncertainLetters letters = new UncertainLetters();

    @Test
    void of_too_many_users_the_first_are_forgotten() {
        for (int user = 0; user <= 10_000; user++) {
            letters.add("user-" + user);
        }

        assertThat(letters.contains("user-0")).isFalse();
        assertThat(letters.contains("user-1")).isTrue();
        assertThat(letters.contains("user-10000")).isTrue();
    }
}
