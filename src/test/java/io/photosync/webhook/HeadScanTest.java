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
    void empty_lines_before_a_request_do_not_end_it() {
        assertThat(scan("\r\n\r\n")).isEqualTo(Found.MORE);
        assertThat(scan("GET / HTTP/1.1\r\n\r\n")).isEqualTo(Found.END);
    }

    @Test
    void too_many_lines_are_reported_at_the_end_of_the_line_that_exceeds_the_limit() {
        assertThat(scan("GET / HTTP/1.1\r\na:\r\nb:\r\nc:\r")).isEqualTo(Found.MORE);
        assertThat(scan("\n")).isEqualTo(Found.TOO_MANY_LINES);
    }

    @Test
    void a_line_that_is_not_empty_for_the_decoder_does_not_end_the_head() {
        assertThat(scan("GET / HTTP/1.1\r\n\r\r\n")).isEqualTo(Found.MORE);
        assertThat(scan("\ra\r\n\r\r\n")).isEqualTo(Found.TOO_MANY_LINES);
    }

    @Test
    void trailers_may_be_absent() {
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
