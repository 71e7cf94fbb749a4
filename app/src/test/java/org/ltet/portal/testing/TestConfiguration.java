package org.ltet.portal.testing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@org.springframework.boot.test.context.TestConfiguration(proxyBeanMethods = false)
public class TestConfiguration {

    @Bean
    @Primary
    public TestClock testClock() {
        return new TestClock();
    }

    @Bean
    StaffFactor staffFactor() {
        return new StaffFactor();
    }

    @Bean
    StubbornListener stubbornListener() {
        return new StubbornListener();
    }
}
