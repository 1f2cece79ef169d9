package io.photosync.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLException;

/** Checks whether Entra can be reached, directly or through the proxy, and knows the tenant. */
final class WayOutLine implements Check {
    private static final int OK = 200;

    private final Entra entra;
    private final Tenant tenant;

    WayOutLine(Entra entra, Tenant tenant) {
        this.entra = entra;
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "way to Microsoft";
    }

    @Override
    public Line run() throws InterruptedException {
        String route = entra.proxy()
                .map(proxy -> "through the proxy " + name((InetSocketAddress) proxy.address()))
                .orElse("directly");
        String host = entra.configuration().getHost();
        try {
            HttpResponse<String> answer = entra.get(entra.configuration());
            if (answer.statusCode() == OK) {
                return Line.works(name(), "%s is reached %s".formatted(host, route));
            }
            return Line.fails(
                    name(),
                    "%s is reached %s, and answers HTTP %d about tenant %s"
                            .formatted(host, route, answer.statusCode(), tenant.identity.tenantId()),
                    "Compare photosync.login-url and photosync.tenant-id with the Entra admin center.");
        } catch (SSLException e) {
            return Line.fails(
                    name(),
                    "%s, %s: %s".formatted(host, route, e.getMessage()),
                    "If a proxy opens the TLS, name its authority in photosync.tls.trust-path.");
        } catch (IOException e) {
            return Line.fails(
                    name(),
                    "%s cannot be reached %s: %s".formatted(host, route, message(e)),
                    "Check whether this machine may reach the internet: firewall, DNS, photosync.https-proxy and photosync.no-proxy.");
        }
    }

    private static String name(InetSocketAddress proxy) {
        return proxy.getHostString() + ":" + proxy.getPort();
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
