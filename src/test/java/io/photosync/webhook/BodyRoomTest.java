package io.photosync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyRoomTest {
    private final BodyRoom room = new BodyRoom(100);

    @Test
    void bodies_are_let_in_until_the_room_is_full_and_again_when_one_has_left() {
        assertThat(room.enter(60)).isTrue();
        assertThat(room.enter(41)).isFalse();
        assertThat(room.enter(40)).isTrue();

        room.leave(60);

        assertThat(room.enter(60)).isTrue();
        assertThat(room.enter(1)).isFalse();
    }

    @Test
    void a_body_that_would_never_fit_is_let_in_alone() {
        assertThat(room.enter(101)).isTrue();
        assertThat(room.enter(1)).isFalse();

        room.leave(101);

        assertThat(room.enter(1)).isTrue();
        assertThat(room.enter(101)).isFalse();
    }

    @Test
    void a_body_grows_while_there_is_room_and_alone_however_large_it_becomes() {
        assertThat(room.enter(10)).isTrue();
        assertThat(room.enter(50)).isTrue();

        assertThat(room.grow(10, 40)).isTrue();
        assertThat(room.grow(50, 1)).isFalse();

        room.leave(50);

        assertThat(room.grow(50, 200)).isTrue();
    }
}
