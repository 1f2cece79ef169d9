package io.photosync.sandbox;

import com.sun.net.httpserver.HttpsServer;
import io.photosync.sandbox.http.HttpsService;
import io.photosync.sandbox.tls.Keyring;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** The tenant's TLS ports. */
record Services(HttpsService entra, HttpsService graph, HttpsService mySite, HttpsService admin)
        implements AutoCloseable {

    /** Binds all of them, or none: the error names the port that is taken. */
    static Services bind(SandboxSettings settings, Keyring keys) {
        SandboxSettings.Ports ports = settings.ports();
        String host = settings.host();
        SSLContext tls = keys.serverContext();
        List<HttpsService> bound = new ArrayList<>();
        try {
            bound.add(HttpsService.bind("Entra", host, ports.entra(), tls));
            bound.add(HttpsService.bind("Microsoft Graph", host, ports.graph(), tls));
            bound.add(HttpsService.bind("SharePoint's my-site host", host, ports.mySite(), tls));
            bound.add(HttpsService.bind("SharePoint's admin host", host, ports.admin(), tls));
        } catch (RuntimeException e) {
            bound.forEach(HttpsService::close);
            throw e;
        }
        return new Services(bound.get(0), bound.get(1), bound.get(2), bound.get(3));
    }

    /** Takes over servers that were bound before a live reload, in the order of {@link #servers}. */
    static Services over(List<?> servers) {
        List<HttpsService> bound = servers.stream()
                .map(server -> HttpsService.over((HttpsServer) server))
                .toList();
        return new Services(bound.get(0), bound.get(1), bound.get(2), bound.get(3));
    }

    List<HttpsServer> servers() {
        return all().map(HttpsService::server).toList();
    }

    private Stream<HttpsService> all() {
        return Stream.of(entra, graph, mySite, admin);
    }

    @Override
    public void close() {
        all().forEach(HttpsService::close);
    }
}
