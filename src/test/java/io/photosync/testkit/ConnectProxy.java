package io.photosync.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A proxy on this machine that knows CONNECT alone, and only to those whom it is told to let through; all else is 403. */
public final class ConnectProxy implements AutoCloseable {
    private static final Pattern CONNECT = Pattern.compile("CONNECT ([^ :]+):(\\d+) HTTP/1\\.[01]");

    private final ServerSocket server;
    private final Set<String> letThrough = ConcurrentHashMap.newKeySet();
    private final Set<String> passed = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public ConnectProxy() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    public String url() {
        return "http://localhost:" + server.getLocalPort();
    }

    /** @param targets as {@code host:port} */
    public void letThrough(Set<String> targets) {
        letThrough.addAll(targets);
    }

    public Set<String> passed() {
        return passed;
    }

    /** First lines of requests that got 403. */
    public Set<String> refused() {
        return refused;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String request = head(client.getInputStream());
            Matcher connect = CONNECT.matcher(request);
            if (!connect.matches() || !letThrough.contains(connect.group(1) + ":" + connect.group(2))) {
                refused.add(request);
                say(client, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return;
            }
            passed.add(connect.group(1) + ":" + connect.group(2));
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(connect.group(2)))) {
                open.add(target);
                say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                Thread back = Thread.ofVirtual().start(() -> pump(target, client));
                pump(client, target);
                back.join();
            }
        } catch (IOException over) {
            // One of the two hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the request's first line; the rest is read away, byte by byte, so that nothing of what follows is lost */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > 8_192) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void pump(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException over) {
            // Told to the other side by closing it.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(server);
        open.forEach(ConnectProxy::close);
    }
}
