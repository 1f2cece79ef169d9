package io.photosync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.testkit.MovableClock;
import io.photosync.webhook.RequestBodyQuota.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestBodyQuotaTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> gaveWay = new ArrayList<>();
    private final RequestBodyQuota room = new RequestBodyQuota(100, clock);

    @Test
    void bodies_are_let_in_until_the_room_is_full_and_again_when_one_has_left() {
        Place first = whole("first", 60);
        assertThat(place("second").grow(41)).isFalse();
        assertThat(place("third").grow(40)).isTrue();

        first.leave();
        first.leave();

        assertThat(place("fourth").grow(60)).isTrue();
        assertThat(place("fifth").grow(60)).isFalse();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void a_body_that_would_never_fit_is_let_in_alone() {
        Place large = whole("large", 101);
        assertThat(place("small").grow(1)).isFalse();

        large.leave();

        whole("small", 1);
        assertThat(place("large").grow(101)).isFalse();
    }

    @Test
    void a_body_grows_while_there_is_room_and_alone_however_large_it_becomes() {
        Place small = place("small");
        Place other = place("other");
        assertThat(small.grow(10)).isTrue();
        assertThat(other.grow(50)).isTrue();

        assertThat(other.grow(90)).isTrue();
        assertThat(other.grow(91)).isFalse();

        small.leave();

        assertThat(other.grow(250)).isTrue();
    }

    @Test
    void one_that_is_arriving_gives_way_to_one_that_needs_less_than_it_takes() {
        place("large").grow(70);
        place("small").grow(30);

        assertThat(place("as large").grow(70)).isFalse();
        assertThat(gaveWay).isEmpty();
        assertThat(place("smaller").grow(20)).isTrue();

        assertThat(gaveWay).containsExactly("large");
        assertThat(place("next").grow(50)).isTrue();
    }

    @Test
    void one_that_is_slow_gives_way_to_any_other() {
        Place slow = place("slow");
        slow.grow(20);
        clock.advance(RequestBodyQuota.UNDISTURBED.plusMillis(1));
        place("quick").grow(20);

        assertThat(place("large").grow(80)).isTrue();

        assertThat(gaveWay).containsExactly("slow");
        assertThat(slow.grow(21)).isFalse();
        assertThat(slow.complete()).isFalse();
    }

    @Test
    void one_that_has_come_whole_stays() {
        Place whole = whole("whole", 90);
        clock.advance(Duration.ofMinutes(1));

        assertThat(place("small").grow(11)).isFalse();

        whole.leave();
        assertThat(place("small").grow(11)).isTrue();
    }

    @Test
    void nobody_has_to_go_where_that_would_not_be_enough() {
        whole("whole", 60);
        Place slow = place("slow");
        slow.grow(30);
        clock.advance(Duration.ofSeconds(2));

        assertThat(place("large").grow(50)).isFalse();

        assertThat(gaveWay).isEmpty();
        assertThat(slow.grow(31)).isTrue();
    }

    @Test
    void however_many_connections_take_room_a_notification_finds_some() {
        for (int connections : List.of(1, 10, 100, 600)) {
            RequestBodyQuota full = new RequestBodyQuota(8_000_000, Clock.systemUTC());
            for (int i = 0; i < connections; i++) {
                assertThat(full.place(() -> {}).grow(8_000_000 / connections)).isTrue();
            }

            assertThat(full.place(() -> {}).grow(13_000)).isTrue();
        }
    }

    private Place whole(String name, long bytes) {
        Place place = place(name);
        assertThat(place.grow(bytes)).isTrue();
        assertThat(place.complete()).isTrue();
        return place;
    }

    private Place place(String name) {
        return room.place(() -> gaveWay.add(name));
    }
}
