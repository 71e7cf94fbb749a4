package org.ltet.portal.throughput;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Keeps every statement that a thread runs while it is told to, with its values. */
final class RecordedSql implements BeanPostProcessor, QueryExecutionListener {

    /** One statement as it was sent, with its values in order. */
    record Ran(String sql, List<SqlValue> values) {}

    private final ThreadLocal<List<Ran>> recording = new ThreadLocal<>();

    List<Ran> during(Runnable work) {
        List<Ran> ran = new ArrayList<>();
        recording.set(ran);
        try {
            work.run();
        } finally {
            recording.remove();
        }
        return ran;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source
                ? ProxyDataSourceBuilder.create(source).listener(this).build()
                : bean;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        List<Ran> ran = recording.get();
        if (ran == null) {
            return;
        }
        for (QueryInfo query : queries) {
            for (List<ParameterSetOperation> values : query.getParametersList()) {
                ran.add(new Ran(
                        query.getQuery(), values.stream().map(SqlValue::of).toList()));
            }
        }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
}
