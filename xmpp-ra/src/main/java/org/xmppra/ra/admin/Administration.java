package org.xmppra.ra.admin;

/** What administrators see of one running adapter. Thread-safe. */
public final class Administration implements AutoCloseable {
    private final Recorder recorder = Recorder.ofThisJdk();
    private final AdapterFigures figures = new AdapterFigures(new Figures(recorder));
    private final ManagementBeans beans = new ManagementBeans();
    private final String adapter;

    /** @param account of the adapter, as administrators know it */
    public Administration(String account) {
        adapter = beans.register(XmppAdapterMXBean.class, figures, "ResourceAdapter", account);
    }

    /** All that happens in the adapter. */
    public AdapterFigures figures() {
        return figures;
    }

    /** Writes down single events. */
    public Recorder recorder() {
        return recorder;
    }

    /** Figures for a new factory, part of the adapter's. */
    public FactoryFigures factory(String account) {
        FactoryFigures factory = new FactoryFigures(figures.own().part());
        beans.register(XmppFactoryMXBean.class, factory, "ConnectionFactory,adapter=" + adapter, account);
        return factory;
    }

    /** The adapter stops: the MXBeans go. */
    @Override
    public void close() {
        beans.close();
    }
}
