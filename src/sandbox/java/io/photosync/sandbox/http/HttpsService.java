package io.photosync.sandbox.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** One of the tenant's services on a TLS port: of the loopback address, unless it has a name that others know. */
public final class HttpsService implements AutoCloseable {
    private static final String LOCALHOST = "localhost";

    private final HttpsServer server;
    private final String host;

    static {
        // Without it each answer waits for the client's delayed acknowledgement, 40 ms a request.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private HttpsService(HttpsServer server, String host) {
        this.server = server;
        this.host = host;
    }

    /**
     * Listens at once, and answers 503 until {@link #serve} is called: the services need each other's addresses.
     *
     * @param purpose what the port is for, named in the error if it is taken
     * @param port 0 for a free one
     */
    public static HttpsService bind(String purpose, int port, SSLContext tls) {
        return bind(purpose, LOCALHOST, port, tls);
    }

    /** @param host the name in its address; with another one than {@code localhost} it listens on all of the machine's addresses */
    public static HttpsService bind(String purpose, String host, int port, SSLContext tls) {
        try {
            HttpsServer server = HttpsServer.create(address(host, port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", new ExchangeAdapter(request -> Response.empty(503)));
            server.start();
            return new HttpsService(server, host);
        } catch (BindException taken) {
            throw new IllegalStateException(
                    "port %d, which the sandbox needs for %s, is taken by another program".formatted(port, purpose),
                    taken);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot listen on port %d for %s".formatted(port, purpose), e);
        }
    }

    private static InetSocketAddress address(String host, int port) {
        return host.equals(LOCALHOST)
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(port);
    }

    /** Takes over a server that was bound before, by classes that a live reload has since replaced. */
    public static HttpsService over(HttpsServer server) {
        return new HttpsService(server, LOCALHOST);
    }

    /** Sets the handler that answers from now on. */
    public void serve(Handler handler) {
        server.removeContext("/");
        server.createContext("/", new ExchangeAdapter(handler));
    }

    /** The JDK's server, which may be kept across live reloads. */
    public HttpsServer server() {
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "https://" + host + ":" + port();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
