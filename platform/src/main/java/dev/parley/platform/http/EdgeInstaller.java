package dev.parley.platform.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;

/**
 * Puts a {@link ConnectionGuard} in front of every accepted connection. Netty finds it as a
 * service; {@link dev.parley.platform.ServiceMain} turns that lookup on, because neither Quarkus
 * nor Vert.x offers a hook below the router.
 */
public final class EdgeInstaller extends ChannelInitializerExtension {

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst("parley-guard", new ConnectionGuard());
    }
}
