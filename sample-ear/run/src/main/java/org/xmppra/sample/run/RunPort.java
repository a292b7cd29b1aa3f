package org.xmppra.sample.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A port on loopback that the run needs.
 *
 * @param use what for, in words that follow "the port for"
 * @param property the system property that moves it
 * @param number the port
 */
record RunPort(String use, String property, int number) {
    private static final int MAX = 65_535;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /**
     * Reads a port from its property.
     *
     * @throws RunException if the property is not the number of a port
     */
    static RunPort of(Properties properties, String use, String property, int usual) throws RunException {
        String value = properties.getProperty(property, String.valueOf(usual)).strip();
        if (value.matches("\\d{1,5}")) {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= MAX) {
                return new RunPort(use, property, number);
            }
        }
        throw new RunException("-D" + property + "=" + value + ": a port is a number from 1 to " + MAX);
    }

    /**
     * Checks that nobody listens on any of the ports.
     *
     * @throws RunException if somebody does; names every such port and the property that moves it
     */
    static void checkFree(List<RunPort> ports) throws RunException {
        List<RunPort> taken = ports.stream().filter(port -> !port.isFree()).toList();
        if (!taken.isEmpty()) {
            throw new RunException(taken.stream().map(RunPort::complaint).collect(Collectors.joining("\n")));
        }
    }

    boolean isFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), number));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private String complaint() {
        return "Port " + number + " on 127.0.0.1, the port for " + use
                + ", is taken. Stop what listens there, or move it: " + "-D" + property + "=" + nextFree();
    }

    private int nextFree() {
        int candidate = number + 1;
        while (candidate < MAX && !new RunPort(use, property, candidate).isFree()) {
            candidate++;
        }
        return candidate;
    }
}
