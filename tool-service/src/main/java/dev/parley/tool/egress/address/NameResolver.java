package dev.parley.tool.egress.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. Its answers are not trusted: each address is looked at. */
@FunctionalInterface
public interface NameResolver {

    /**
     * The addresses of a name, the preferred one first.
     *
     * @param name one from the public DNS ends with a dot; without one, the machine's own search
     *     list and hosts file count, too
     */
    List<InetAddress> resolve(String name) throws UnknownHostException;
}
