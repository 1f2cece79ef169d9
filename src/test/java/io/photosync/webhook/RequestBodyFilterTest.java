package io.photosync.webhook;

import static io.photosync.testkit.Patience.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.testkit.SandboxTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More bytes are sent than the quota allows: 8 MB at once, 1 MB each, and ten seconds for each. */
@SandboxTest
class RequestBodyFilterTest {
    private static final int LARGE = 100 * 1024;
    private static final int LARGEST = 1024 * 1024;
    /** What the quota has room for, besides a small one. */
    private static final int ROOM = 8 * LARGEST / LARGE;

    private static final String EMPTY = "{\"value\":[]}";

    @TestHTTPResource("/graph/notifications")
    URI address;

    @Test
    void bodies_above_the_quota_are_refused_until_slow_ones_are_cut_off() throws IOException {
        // When
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < ROOM + 2; i++) {
            slow.add(begin("Content-Length: " + LARGE));
        }

        // Then
        try (Socket small = begin("Content-Length: " + EMPTY.length())) {
            small.getOutputStream().write(EMPTY.getBytes(US_ASCII));
            assertThat(answer(small)).startsWith("HTTP/1.1 202");
        }
        List<String> answers = new ArrayList<>();
        for (Socket socket : slow) {
            answers.add(answer(socket));
            socket.close();
        }
        assertThat(answers).filteredOn(String::isEmpty).hasSize(ROOM);
        assertThat(answers).filteredOn(answer -> !answer.isEmpty()).hasSize(2).allSatisfy(answer -> assertThat(answer)
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after: 10"));

        // And
        await().untilAsserted(() -> assertThat(answerToLarge()).startsWith("HTTP/1.1 202"));
    }

    @Test
    void a_chunked_body_reserves_memory_as_it_arrives_and_is_cut_off_when_slow() throws IOException {
        // Given
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < ROOM + 2; i++) {
            slow.add(begin("Transfer-Encoding: chunked"));
        }

        // Then
        try (Socket small = begin("Content-Length: " + EMPTY.length())) {
            small.getOutputStream().write(EMPTY.getBytes(US_ASCII));
            assertThat(answer(small)).startsWith("HTTP/1.1 202");
        }

        // When
        List<Socket> growing = slow.subList(0, ROOM + 1);
        for (Socket socket : growing) {
            socket.getOutputStream().write(chunk(" ".repeat(LARGE - 1)));
        }

        // Then
        List<String> answers = new ArrayList<>();
        for (Socket socket : slow) {
            answers.add(answer(socket));
            socket.close();
        }
        assertThat(answers)
                .filteredOn(answer -> answer.startsWith("HTTP/1.1 503"))
                .isNotEmpty();
        assertThat(answers).filteredOn(String::isEmpty).hasSizeGreaterThanOrEqualTo(ROOM / 2);
        await().untilAsserted(() -> assertThat(answerToLarge()).startsWith("HTTP/1.1 202"));
    }

    @Test
    void a_body_without_a_length_that_grows_too_large_is_refused() throws IOException {
        try (Socket socket = begin("Transfer-Encoding: chunked")) {
            // When
            socket.getOutputStream().write(chunk(" ".repeat(LARGEST + 1)));

            // Then
            assertThat(answer(socket)).startsWith("HTTP/1.1 413");
        }
    }

    private static byte[] chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text).getBytes(US_ASCII);
    }

    private String answerToLarge() throws IOException {
        try (Socket large = begin("Content-Length: " + LARGE)) {
            large.getOutputStream().write((EMPTY + " ".repeat(LARGE - EMPTY.length())).getBytes(US_ASCII));
            return answer(large);
        }
    }

    private Socket begin(String size) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(60_000);
        String head = "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n\r\n"
                .formatted(address.getPath(), size);
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        return socket;
    }

    /** The status line; empty when the server closes the connection. */
    private static String answer(Socket socket) throws IOException {
        byte[] bytes = new byte[1_000];
        try {
            int read = socket.getInputStream().read(bytes);
            return read < 0 ? "" : new String(bytes, 0, read, US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }
}
