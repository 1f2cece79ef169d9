package io.photosync.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.webhook.ChunkScan.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkScanTest {
    private final ChunkScan chunks = new ChunkScan(2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\n\r\n",
                "000\r\n\r\n",
                "0\n\n",
                "3\r\n\n\n\n\r\n0\r\n\r\n",
                "A;name=value\r\n0\r\n\r\n0\r\n\r\n\r\n0 \r\n\r\n",
                "1\r\n0\r\n1\r\n0\r\n0\r\na: b\r\nc:\r\n\r\n"
            })
    void a_body_ends_with_the_empty_line_after_its_last_chunk_whatever_the_chunks_contain(String body) {
        assertThat(scan(body.substring(0, body.length() - 1))).isEqualTo(Found.MORE);
        assertThat(chunks.ended()).isFalse();
        assertThat(scan(body.substring(body.length() - 1))).isEqualTo(Found.END);
        assertThat(chunks.ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                ";a\r\n",
                " 1\r\n",
                "-1\r\n",
                "0x0\r\n",
                "1g\r\n",
                "10000000\r\n",
                "00000000\r\n",
                "1\r\n1\r\n\r\n",
                "0\r\na:\r\nb:\r\nc:\r\n"
            })
    void an_invalid_size_and_too_many_trailers_are_unusable(String body) {
        assertThat(scan(body)).isEqualTo(Found.UNUSABLE);
    }

    @Test
    void content_is_skipped_in_pieces_of_any_size() {
        scan("10\r\n");
        assertThat(chunks.content()).isEqualTo(16);

        chunks.skip(15);
        assertThat(chunks.content()).isEqualTo(1);
        chunks.skip(1);

        assertThat(chunks.content()).isZero();
        assertThat(scan("\r\n0\r\n\r\n")).isEqualTo(Found.END);
    }

    /** @return the state after the last byte, or after the first unusable one */
    private Found scan(String text) {
        Found found = Found.MORE;
        for (byte b : text.getBytes(US_ASCII)) {
            if (chunks.content() > 0) {
                chunks.skip(1);
            } else {
                found = chunks.next(b);
            }
            if (found == Found.UNUSABLE) {
                return found;
            }
        }
        return found;
    }
}
