package io.photosync.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a stranger can send over many connections at once. On loopback only; each ends by itself. */
enum Flood {
    /** Each header is an object, and the blank line never comes. */
    TINY_HEADERS(900) {
        @Override
        void send(Stream to) throws IOException {
            to.write("POST /graph/notifications HTTP/1.1\r\n" + "1a:\r\n".repeat(3_300));
        }
    },
    /** As much as is let through, for as long as possible. */
    SLOW_HEADERS(590) {
        @Override
        void send(Stream to) throws IOException, InterruptedException {
            to.write("POST /graph/notifications?%s HTTP/1.1\r\n".formatted("a".repeat(16_000)));
            for (int line = 0; line < 95 && to.open(); line++) {
                to.write("a%d: %s\r\n".formatted(line, "b".repeat(70)));
                to.pause(100);
            }
        }
    },
    LONG_REQUEST_LINES(590) {
        @Override
        void send(Stream to) throws IOException {
            to.write("POST /" + "a".repeat(16_000));
        }
    },
    MEGABYTES_WITHOUT_A_LENGTH(200) {
        @Override
        void send(Stream to) throws IOException {
            to.write(CHUNKED);
            for (int chunk = 0; chunk < 62; chunk++) {
                to.write("4000\r\n" + " ".repeat(0x4000) + "\r\n");
            }
        }
    },
    /** Together more than there is room for, and none of them comes to an end. */
    ENDLESS_BODIES(590) {
        @Override
        void send(Stream to) throws IOException, InterruptedException {
            to.write(CHUNKED + "3e80\r\n" + " ".repeat(16_000) + "\r\n");
            while (to.open()) {
                to.write("1\r\n \r\n");
                to.pause(200);
            }
        }
    },
    TINY_TRAILERS(590) {
        @Override
        void send(Stream to) throws IOException {
            to.write(CHUNKED + "2\r\n{}\r\n0\r\n" + "a:\r\n".repeat(2_000));
        }
    },
    ANNOUNCED_AND_NOT_SENT(590) {
        @Override
        void send(Stream to) throws IOException, InterruptedException {
            to.write("POST /graph/lifecycle HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
            while (to.open()) {
                to.write(" ");
                to.pause(200);
            }
        }
    },
    /** Whoever is cut off comes again. */
    ANNOUNCED_AGAIN_AND_AGAIN(100) {
        @Override
        void send(Stream to) throws IOException, InterruptedException {
            while (to.open()) {
                to.write("POST /graph/notifications HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n{");
                to.pause(250);
                to.connectAgain();
            }
        }
    },
    HALF_A_MILLION_NUMBERS(40) {
        @Override
        void send(Stream to) throws IOException {
            to.post("{\"value\":[0" + ",0".repeat(499_990) + "]}");
        }
    },
    THOUSANDS_OF_EMPTY_ITEMS(200) {
        @Override
        void send(Stream to) throws IOException {
            to.post("{\"value\":[{}" + ",{}".repeat(4_990) + "]}");
        }
    },
    MADE_UP_METHODS(100) {
        @Override
        void send(Stream to) throws IOException {
            for (int request = 0; request < 50; request++) {
                to.write("M%dX%d%s /graph/notifications HTTP/1.1\r\nHost: a\r\n\r\n"
                        .formatted(to.number(), request, "Y".repeat(request % 10 == 0 ? 12_000 : 0)));
            }
        }
    },
    /** Each of them something to complain about. */
    ODD_REQUESTS(200) {
        @Override
        void send(Stream to) throws IOException {
            to.write(ODD.get(to.number() % ODD.size()).repeat(50));
        }
    },
    STREAMS_OF_HTTP_2(100) {
        @Override
        void send(Stream to) throws IOException {
            to.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0");
            to.write(" ".repeat(1_000_000));
        }
    };

    private static final String CHUNKED =
            "POST /graph/notifications HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static final List<String> ODD = List.of(
            "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /graph/notifications?validationToken=%zz HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET http://[ HTTP/1.1\r\nHost: [\r\n\r\n",
            "GET /ops/api/report HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a.b.c\r\n\r\n",
            "GET /graph/notifications HTTP/9.9\r\n\r\n",
            "POST /graph/notifications HTTP/1.1\r\nHost: a\r\nContent-Type: ;;;\r\nContent-Length: 1\r\n\r\n{",
            "POST /graph/lifecycle HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "POST /graph/lifecycle HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "\0\1\2\3 \r\n\r\n",
            "GET /q/openapi HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\n\r\n");

    private final int connections;

    Flood(int connections) {
        this.connections = connections;
    }

    abstract void send(Stream to) throws IOException, InterruptedException;

    /** Returns when it is over and all of its connections are closed. */
    void pour(URI service, Duration lasts) throws InterruptedException {
        Queue<Stream> streams = new ConcurrentLinkedQueue<>();
        for (int number = 0; number < connections; number++) {
            int mine = number;
            Thread.ofVirtual().start(() -> {
                try {
                    Stream stream = new Stream(service.getPort(), mine);
                    streams.add(stream);
                    send(stream);
                } catch (IOException cut) {
                    // Which is what the service should do.
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        Thread.sleep(lasts);
        streams.forEach(Stream::close);
    }

    /** One connection. */
    static final class Stream implements Closeable {
        private final int port;
        private final int number;
        private Socket socket;
        private boolean open = true;

        private Stream(int port, int number) throws IOException {
            this.port = port;
            this.number = number;
            this.socket = connect();
        }

        private Socket connect() throws IOException {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        }

        /** Leaves the connection for another one. */
        synchronized void connectAgain() throws IOException {
            if (open) {
                socket.close();
                socket = connect();
            }
        }

        int number() {
            return number;
        }

        synchronized boolean open() {
            return open;
        }

        /** Not under a lock: it may stand still until the connection is closed. */
        void write(String text) throws IOException {
            out().write(text.getBytes(US_ASCII));
        }

        private synchronized OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        void post(String body) throws IOException {
            write("POST /graph/notifications HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(body.length(), body));
        }

        void pause(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }

        @Override
        public synchronized void close() {
            open = false;
            try {
                socket.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
