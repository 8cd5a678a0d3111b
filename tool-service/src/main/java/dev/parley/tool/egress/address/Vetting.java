package dev.parley.tool.egress.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/**
 * Decides whether a host may be asked, and finds out where it is in the same breath: whoever
 * connects uses the addresses that were looked at and never resolves the name again, so an answer
 * that changes in between changes nothing.
 */
public final class Vetting {

    private final InternalHosts internal;
    private final Set<Integer> ports;
    private final NameResolver resolver;

    /**
     * Sets the rules.
     *
     * @param ports where hosts that are not internal may be asked
     */
    public Vetting(InternalHosts internal, Set<Integer> ports, NameResolver resolver) {
        this.internal = internal;
        this.ports = Set.copyOf(ports);
        this.resolver = resolver;
    }

    /** Refuses what can be refused without a look at the network. */
    public void requireAllowed(Origin origin) throws AddressRefused {
        if (internal.allow(origin)) {
            return;
        }
        if (!ports.contains(origin.port())) {
            throw new AddressRefused(Refusal.PORT);
        }
        if (origin.isNamed()) {
            requirePublicName(origin.host());
        } else {
            requirePublic(HostSyntax.literal(origin.host()));
        }
    }

    /**
     * The addresses of an origin, all of which may be connected to. If one may not, none may: who
     * mixes them hopes for the wrong one to be taken.
     */
    public List<InetAddress> vet(Origin origin) throws AddressRefused, UnknownHostException {
        requireAllowed(origin);
        if (!origin.isNamed()) {
            return List.of(HostSyntax.literal(origin.host()));
        }
        if (internal.allow(origin)) {
            return List.copyOf(resolver.resolve(origin.host()));
        }
        List<InetAddress> found = List.copyOf(resolver.resolve(origin.host() + '.'));
        for (InetAddress address : found) {
            requirePublic(address);
        }
        return found;
    }

    private static void requirePublicName(String name) throws AddressRefused {
        if (name.indexOf('.') < 0 || name.endsWith(".localhost")) {
            throw new AddressRefused(Refusal.PRIVATE_NAME);
        }
    }

    private static void requirePublic(InetAddress address) throws AddressRefused {
        if (!AddressPolicy.isPublic(address) || isOfThisMachine(address)) {
            throw new AddressRefused(Refusal.PRIVATE_ADDRESS);
        }
    }

    /** A public address of the machine's own leads to services that its firewall hides. */
    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }
}
