package de.lopezitwelt.runtime.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a host and checks every address, so that the address connected to is one that was checked. One
 * refused address refuses the name: a name that points inside as well as outside is not to be trusted.
 */
public final class AddressResolver {

    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final Vertx vertx;
    private final String host;
    private final int port;
    private final OutboundAddressPolicy policy;

    @Nullable
    private volatile Resolved latest;

    private record Resolved(List<SocketAddress> addresses, long atNanos) {}

    public AddressResolver(Vertx vertx, String host, int port, OutboundAddressPolicy policy) {
        this.vertx = vertx;
        this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        this.port = port;
        this.policy = policy;
    }

    /** Fails with OutboundRefused or UnknownHostException. The attempt chooses among several addresses. */
    public Future<SocketAddress> resolve(int attempt) {
        Resolved known = latest;
        if (known != null && System.nanoTime() - known.atNanos() < FRESH_NANOS) {
            return Future.succeededFuture(choose(known, attempt));
        }
        return vertx.executeBlocking(this::lookUp, false).map(resolved -> choose(resolved, attempt));
    }

    private Resolved lookUp() throws UnknownHostException {
        List<SocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            policy.checkAddress(address);
            addresses.add(SocketAddress.inetSocketAddress(port, address.getHostAddress()));
        }
        Resolved resolved = new Resolved(addresses, System.nanoTime());
        latest = resolved;
        return resolved;
    }

    private static SocketAddress choose(Resolved resolved, int attempt) {
        return resolved.addresses().get(attempt % resolved.addresses().size());
    }
}
