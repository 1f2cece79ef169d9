package io.photosync.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.webhook.HeadScan.Found;
import org.junit.jupiter.api.Test;

class HeadScanTest {
    private final HeadScan head = HeadScan.ofRequest(3);

    @Test
    void a_head_ends_with_its_first_empty_line_however_lines_end() {
        assertThat(scan("GET / HTTP/1.1\r\nHost: a\r\n\r")).isEqualTo(Found.MORE);
        assertThat(scan("\n")).isEqualTo(Found.END);
        assertThat(new HeadScanTest().scan("GET / HTTP/1.1\nHost: a\n\n")).isEqualTo(Found.END);
    }

    @Test
    void empty_lines_before_a_request_are_no_end() {
        assertThat(scan("\r\n\r\n")).isEqualTo(Found.MORE);
        assertThat(scan("GET / HTTP/1.1\r\n\r\n")).isEqualTo(Found.END);
    }

    @Test
    void more_lines_than_may_be_are_told_as_soon_as_the_last_one_ends() {
        assertThat(scan("GET / HTTP/1.1\r\na:\r\nb:\r\nc:\r")).isEqualTo(Found.MORE);
        assertThat(scan("\n")).isEqualTo(Found.TOO_MANY_LINES);
    }

    @Test
    void a_line_that_the_decoder_does_not_take_for_empty_is_no_end() {
        assertThat(scan("GET / HTTP/1.1\r\n\r\r\n")).isEqualTo(Found.MORE);
        assertThat(scan("\ra\r\n\r\r\n")).isEqualTo(Found.TOO_MANY_LINES);
    }

    @Test
    void trailers_may_be_none() {
        HeadScan trailers = HeadScan.ofTrailers(3);

        assertThat(trailers.next((byte) '\r')).isEqualTo(Found.MORE);
        assertThat(trailers.ended()).isFalse();
        assertThat(trailers.next((byte) '\n')).isEqualTo(Found.END);
        assertThat(trailers.ended()).isTrue();
    }

    private Found scan(String text) {
        Found found = Found.MORE;
        for (byte b : text.getBytes(US_ASCII)) {
            found = head.next(b);
        }
        return found;
    }
}
