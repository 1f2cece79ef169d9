package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.testkit.MovableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lets each replica read the sessions of the others, and its own after a restart. */
class SessionKeySourceTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-28T08:00:00Z"));

    @Test
    void replicas_with_the_same_certificate_have_the_same_keys() throws Exception {
        Path key = TestCertificate.writtenTo(folder, "one").key();
        Path mountedElsewhere = Files.copy(key, folder.resolve("elsewhere.key"));

        SessionKeys one = of(key).current();
        SessionKeys other = of(mountedElsewhere).current();

        assertThat(other.cookie()).isEqualTo(one.cookie()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(other.state()).isEqualTo(one.state()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(other.forms()).isEqualTo(one.forms());
        assertThat(one.cookie()).as("one key for each purpose").isNotEqualTo(one.state());
    }

    @Test
    void another_certificate_means_other_keys() throws Exception {
        SessionKeys one = of(TestCertificate.writtenTo(folder, "one").key()).current();
        SessionKeys other = of(TestCertificate.writtenTo(folder, "two").key()).current();

        assertThat(other.cookie()).isNotEqualTo(one.cookie());
        assertThat(other.forms()).isNotEqualTo(one.forms());
    }

    @Test
    void a_rotated_certificate_is_noticed_within_a_minute_and_without_a_restart() throws Exception {
        // Given
        Path key = TestCertificate.writtenTo(folder, "one").key();
        SessionKeySource source = of(key);
        SessionKeys before = source.current();

        // When
        Files.copy(TestCertificate.writtenTo(folder, "two").key(), key, StandardCopyOption.REPLACE_EXISTING);

        // Then
        assertThat(source.current()).isSameAs(before);
        clock.advance(Duration.ofMinutes(1));
        assertThat(source.current().cookie())
                .isNotEqualTo(before.cookie())
                .isEqualTo(of(key).current().cookie());
    }

    @Test
    void keys_stay_the_same_object_while_the_certificate_is_the_same() throws Exception {
        SessionKeySource source = of(TestCertificate.writtenTo(folder, "one").key());
        SessionKeys before = source.current();

        clock.advance(Duration.ofHours(1));

        assertThat(source.current()).isSameAs(before);
    }

    @Test
    void a_key_that_cannot_be_read_for_a_moment_ends_no_session() throws Exception {
        Path key = TestCertificate.writtenTo(folder, "one").key();
        SessionKeySource source = of(key);
        SessionKeys before = source.current();

        Files.delete(key);
        clock.advance(Duration.ofMinutes(1));

        assertThat(source.current()).isSameAs(before);
        assertThatThrownBy(of(key)::current).isInstanceOf(NoSessionSecret.class);
    }

    @Test
    void a_secret_that_is_set_comes_first() throws Exception {
        Path key = TestCertificate.writtenTo(folder, "one").key();

        SessionKeys keys = new SessionKeySource(Optional.of(SECRET), Optional.of(key), clock).current();

        assertThat(keys.cookie())
                .isNotEqualTo(of(key).current().cookie())
                .isEqualTo(new SessionKeySource(Optional.of(SECRET), Optional.empty(), clock)
                        .current()
                        .cookie());
    }

    @Test
    void with_a_federated_token_alone_the_setting_is_named() {
        assertThatThrownBy(new SessionKeySource(Optional.empty(), Optional.empty(), clock)::current)
                .isInstanceOf(NoSessionSecret.class)
                .hasMessageContaining("photosync.console.session-secret must be set");
    }

    @Test
    void keys_are_in_no_log() throws Exception {
        SessionKeys keys = of(TestCertificate.writtenTo(folder, "one").key()).current();

        assertThat(keys.toString()).doesNotContain(keys.cookie()).doesNotContain(keys.state());
    }

    private SessionKeySource of(Path key) {
        return new SessionKeySource(Optional.empty(), Optional.of(key), clock);
    }
}
