package io.photosync.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class PageTrailTest {
    private final PageTrail trail = new PageTrail(MicrosoftService.GRAPH, "the list of users");

    @Test
    void a_link_that_was_followed_before_ends_the_list_as_unreadable() throws Exception {
        // Given
        trail.follow("https://graph.example/users?$skiptoken=1");
        trail.follow("https://graph.example/users?$skiptoken=2");

        // When
        MicrosoftCallException failed = catchThrowableOfType(
                MicrosoftCallException.class, () -> trail.follow("https://graph.example/users?$skiptoken=1"));

        // Then
        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNREADABLE);
        assertThat(failed.failure().code()).isEqualTo(PageTrail.ENDLESS);
        assertThat(failed.failure().detail())
                .isEqualTo("the list of users leads back to a page that was read: 2 pages");
    }

    @Test
    void a_list_that_has_no_end_ends_after_ten_thousand_pages() throws Exception {
        // Given
        for (int page = 0; page < 10_000; page++) {
            assertThat(trail.follow("page-" + page)).isEqualTo("page-" + page);
        }

        // When
        MicrosoftCallException failed =
                catchThrowableOfType(MicrosoftCallException.class, () -> trail.follow("page-10000"));

        // Then
        assertThat(failed.failure().detail()).contains("more than 10000 pages");
    }
}
